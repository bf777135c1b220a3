import { defineConfig } from "orval";

/** One pure function per operation; each hands a plain object to `transport`, so web and mini-program share them. */
export default defineConfig({
  unionhome: {
    input: "../../openapi.yaml",
    output: {
      target: "src/generated/api.ts",
      schemas: "src/generated/model",
      mode: "tags",
      client: "axios-functions",
      clean: true,
      indexFiles: true,
      override: {
        mutator: { path: "src/transport.ts", name: "transport" },
        enumGenerationType: "const",
      },
    },
  },
});
