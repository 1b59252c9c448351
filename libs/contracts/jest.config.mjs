import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'libs/contracts', testMatch: ['<rootDir>/**/*.spec.ts'] };
