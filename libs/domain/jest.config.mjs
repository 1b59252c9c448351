import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'libs/domain', testMatch: ['<rootDir>/**/*.spec.ts'] };
