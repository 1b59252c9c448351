import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bundleBudget } from './build/bundle-budget';
import { preloadFonts } from './build/preload-fonts';
import { themeCss } from './build/theme-css';

const api = process.env.MC_API_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  plugins: [react(), themeCss(), preloadFonts(), bundleBudget()],
  server: {
    host: '127.0.0.1',
    port: Number(process.env.MC_WEB_PORT ?? 5173),
    strictPort: true,
    proxy: { '/api': api, '/health': api, '/socket.io': { target: api, ws: true } },
  },
  build: { target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 900, modulePreload: { polyfill: false } },
});
