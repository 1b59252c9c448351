import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'libs/event-store', testMatch: ['<rootDir>/**/*.spec.ts'] };
