import preset from '../../jest.preset.mjs';
export default { ...preset, displayName: 'apps/web', testMatch: ['<rootDir>/{src,test}/**/*.spec.{ts,tsx}'] };
