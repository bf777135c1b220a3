import "../ui/theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyTokens } from "../ui/theme/tokens";
import { App } from "./App";
import { features } from "./features";
import { startTexts } from "./i18n";
import { sessionApi } from "./session/api";

async function start() {
  applyTokens(document.documentElement);
  await startTexts();
  // The gallery shows every part with invented data and without a server. It is not in the built app.
  const gallery = import.meta.env.DEV && window.location.pathname.startsWith("/__gallery");
  const shown = gallery ? await (await import("../gallery/gallery")).galleryApp() : { api: sessionApi, features };
  const root = document.getElementById("root");
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <App {...shown} />
      </StrictMode>,
    );
  }
}

void start();
