import { Dice } from './dice';

const CITIES = ['Aarhus', 'Bilbao', 'Cork', 'Dresden', 'Espoo', 'Faro', 'Ghent', 'Haarlem', 'Izmir', 'Jönköping'];
const TRADES = ['Bakery', 'Bikes', 'Books', 'Ceramics', 'Coffee', 'Looms', 'Optics', 'Sails', 'Seeds', 'Tools'];
const MOODS = ['renewed', 'asked for a discount', 'moved to yearly billing', 'reported a late parcel', 'praised the support'];

/** So many bytes of JSON or a little more: a list of records, with nesting, unicode and numbers of all sizes. */
export const recordsJson = (bytes: number, name: string): string => {
  const dice = new Dice(name);
  const records: string[] = [];
  for (let [size, id] = [0, 1]; size < bytes; id++) {
    const record = JSON.stringify({
      id,
      name: `${dice.pick(TRADES)} ${dice.pick(CITIES)}`,
      city: dice.pick(CITIES),
      since: `20${dice.between(10, 26)}-0${dice.between(1, 10)}-1${dice.between(0, 10)}`,
      revenue: dice.between(0, 9_000_000) / 100,
      active: dice.chance(0.8),
      parent: dice.chance(0.3) ? dice.between(1, id + 1) : null,
      notes: Array.from({ length: dice.between(0, 4) }, () => ({ by: dice.pick(CITIES).toLowerCase(), text: dice.pick(MOODS) })),
      address: {
        street: `${dice.pick(TRADES)} lane ${dice.between(1, 200)}`,
        geo: { lat: dice.fraction() * 180 - 90, lng: dice.fraction() * 360 - 180 },
      },
    });
    records.push(record);
    size += record.length + 1;
  }
  return `[${records.join(',')}]`;
};

const LINES: readonly ((dice: Dice, part: number) => string)[] = [
  (dice) => `The records of **${dice.pick(CITIES)}** come first, since \`${dice.pick(TRADES).toLowerCase()}\` refers to them.`,
  (dice) => `- [ ] check ${dice.pick(CITIES)}\n- [x] count ${dice.pick(TRADES).toLowerCase()}\n  - ${dice.pick(MOODS)}`,
  (dice) =>
    `| city | trade | sum |\n| --- | --- | ---: |\n| ${dice.pick(CITIES)} | ${dice.pick(TRADES)} | ${dice.between(1, 90_000)} |`,
  (dice) => `\`\`\`sql\nSELECT city, sum(revenue) FROM records WHERE city = '${dice.pick(CITIES)}' GROUP BY 1;\n\`\`\``,
  (dice) => `> ${dice.pick(CITIES)} ${dice.pick(MOODS)}. See [the list](https://data.northwind.example/${dice.between(1, 999)}).`,
  (dice, part) =>
    `${part}. ${dice.pick(TRADES)} of ${dice.pick(CITIES)} ${dice.pick(MOODS)}, and _${dice.pick(CITIES)}_ as well.`,
];

/** So many bytes of Markdown or a little more: headings, lists, tables, code, quotes. */
export const handbookMarkdown = (bytes: number, name: string): string => {
  const dice = new Dice(name);
  const parts: string[] = ['# Handbook of the export'];
  for (let [size, part] = [0, 1]; size < bytes; part++) {
    const text = part % 7 === 1 ? `## ${part}. ${dice.pick(TRADES)} in ${dice.pick(CITIES)}` : dice.pick(LINES)(dice, part);
    parts.push(text);
    size += text.length + 2;
  }
  return parts.join('\n\n');
};
