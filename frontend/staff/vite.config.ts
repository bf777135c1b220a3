import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Windows 7 ends at Chrome 109, and many township offices still sit on it. */
const OLDEST = "chrome109";
const API = process.env.UNIONHOME_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  css: { modules: { localsConvention: "camelCaseOnly" } },
  server: {
    port: 5173,
    proxy: { "/api": { target: API, changeOrigin: false }, "/cards": { target: API, changeOrigin: false } },
  },
  build: {
    target: OLDEST,
    cssTarget: OLDEST,
    // The size report reads which chunk is loaded by which.
    manifest: true,
    chunkSizeWarningLimit: 1000,
  },
});
