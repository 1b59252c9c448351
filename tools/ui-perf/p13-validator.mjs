import { bundled } from './bundled.mjs';
import { figure, median } from './figures.mjs';

const draft = (count) => ({
  name: 'many',
  steps: Array.from({ length: count }, (_, n) => ({
    key: `s${n}`,
    agent: 'reader',
    risk: 'read',
    prompt: n === 0 ? 'Begin.' : `Go on with {{ steps.s${n - 1}.output }} and {{ steps.s${Math.floor(n / 2)}.output }}.`,
    ...(n === 0 ? {} : { dependsOn: [...new Set([`s${n - 1}`, `s${Math.floor(n / 2)}`])] }),
  })),
});

const known = { agent: () => ({ model: 'm' }), price: () => 1 };

/** The domain's own validator, as the builder runs it with each change. */
export const validator = async () => {
  const domain = await bundled('libs/domain/src/index.ts');
  const timed = (count) => {
    const times = [];
    for (let n = 0; n < 7; n++) {
      const before = process.cpuUsage();
      domain.validateWorkflow(domain.normaliseWorkflow(draft(count)), known);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000);
    }
    return median(times);
  };
  return [
    figure('P13', 'validator, 200 steps, CPU', timed(200), 'ms', 50),
    figure('P13', 'validator, 1,000 steps, CPU', timed(1_000), 'ms', 250),
  ];
};
