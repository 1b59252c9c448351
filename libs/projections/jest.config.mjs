import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'libs/projections', testMatch: ['<rootDir>/**/*.spec.ts'] };
