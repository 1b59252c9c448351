import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'apps/api', testMatch: ['<rootDir>/{src,test}/**/*.spec.{ts,tsx}'] };
