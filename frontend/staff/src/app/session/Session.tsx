import { useQueryClient } from "@tanstack/react-query";
import { fetchCarrier, holdToken, plug } from "@unionhome/client";
import i18next from "i18next";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ExportContext } from "../../ui/export/exports";
import { type Scope, type Signed, SignedContext } from "../../ui/page/person";
import { SpeakContext } from "../../ui/page/speak";
import { DraftContext, SettingsContext } from "../../ui/page/stores";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { ViewContext } from "../../ui/view/views";
import { accessOf } from "../access";
import { type Drafts, draftsOn } from "../drafts";
import { exportStore } from "../exports";
import { LANGUAGE_KEY, language, speak } from "../i18n";
import { type Keep, noKeep } from "../keep";
import { forgetPerson, type Settings, settingsOn, shelf } from "../stores";
import type { KeptTabs } from "../tabs/kept";
import { keptTabs } from "../tabs/TabKeeper";
import { viewStore } from "../views";
import type { Me, SessionApi } from "./api";
import { SignInAgain } from "./SignInAgain";
import { SignInPage } from "./SignInPage";

interface SessionProps {
  api: SessionApi;
  /** The frame, for somebody who is signed in. */
  children(signed: { me: Me; kept: KeptTabs; keep: Keep; onScope(scope: Scope): void; onSignOut(): void }): ReactNode;
}

/** What is kept for somebody, from their signing in to their leaving. */
interface Belongings {
  me: Me;
  settings: Settings;
  drafts: Drafts;
  kept: KeptTabs;
}

type State =
  | { name: "resuming" }
  | { name: "out" }
  | ({ name: "in" } & Belongings)
  | { name: "broken"; problem: unknown };

interface Waiting {
  go(): void;
  giveUp(): void;
}

/** Who is here: resumes, signs in, and lets a lost session be found again without losing the page. */
export function Session({ api, children }: SessionProps) {
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ name: "resuming" });
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [again, setAgain] = useState(0);

  const chosen = useRef(false);
  const keep = api.keep ?? noKeep;

  const enter = useCallback(async () => {
    try {
      const me = await api.me();
      const known = await keep.all();
      // The language goes with the person, unless they have just asked for the other one at the door.
      if (me.language && !chosen.current) await speak(me.language);
      chosen.current = false;
      const drafts = draftsOn(shelf(localStorage, `unionhome:${me.id}:draft`), keep, () => new Date());
      setState({ name: "in", me, settings: settingsOf(me, keep, known), drafts, kept: keptTabs(known) });
    } catch (problem) {
      setState({ name: "broken", problem });
    }
  }, [api, keep]);

  useEffect(() => {
    plug({
      carrier: fetchCarrier,
      language,
      signInAgain: () => new Promise<void>((go, giveUp) => setWaiting({ go, giveUp })),
    });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks anew
  useEffect(() => {
    api.resume().then(
      (resumed) => (resumed ? enter() : setState({ name: "out" })),
      (problem) => setState({ name: "broken", problem }),
    );
  }, [api, enter, again]);

  const leave = useCallback(() => {
    waiting?.giveUp();
    setWaiting(null);
    holdToken(null);
    queries.clear();
    setState({ name: "out" });
  }, [queries, waiting]);

  useSpoken(api, state.name === "in" ? state.me : null, chosen);

  async function signOut({ settings, drafts }: Belongings) {
    await drafts.flush().catch(() => undefined);
    await settings.flush();
    settings.stop();
    await api.signOut().catch(() => undefined);
    leave();
  }

  // Once the pages have gone, for they write down their places as they go.
  const within = useRef(false);
  useEffect(() => {
    if (state.name === "in") within.current = true;
    else if (state.name === "out" && within.current) {
      within.current = false;
      forgetPerson([localStorage, sessionStorage], [LANGUAGE_KEY]);
    }
  }, [state.name]);

  if (state.name === "resuming") return null;
  if (state.name === "broken") return <ProblemPage problem={state.problem} onRetry={() => setAgain(again + 1)} />;
  if (state.name === "out") return <SignInPage api={api} onSignedIn={enter} />;
  const { me, settings, drafts, kept } = state;
  return (
    <SignedIn key={me.id} me={me} settings={settings} drafts={drafts}>
      {(onScope) => (
        <>
          {children({ me, kept, keep, onScope, onSignOut: () => void signOut(state) })}
          {waiting && (
            <SignInAgain
              api={api}
              login={me.login}
              onLeave={leave}
              onSignedIn={() => {
                setWaiting(null);
                waiting.go();
              }}
            />
          )}
        </>
      )}
    </SignedIn>
  );
}

const settingsOf = (me: Me, keep: Keep, known: ReadonlyMap<string, unknown>): Settings =>
  settingsOn(
    shelf(localStorage, `unionhome:${me.id}:setting`),
    shelf(localStorage, `unionhome:${me.id}:unsent`),
    keep,
    known,
  );

/** Tells the server in which language this person is spoken to, wherever on the screen it was chosen. */
function useSpoken(api: SessionApi, me: Me | null, chosen: { current: boolean }) {
  useEffect(() => {
    let told = me?.language;
    const listen = () => {
      if (!me) chosen.current = true;
      else if (language() !== told) {
        told = language();
        api.speak?.(told).catch(() => undefined);
      }
    };
    // Chosen at the door, before anybody was known.
    if (me?.language && language() !== me.language) listen();
    i18next.on("languageChanged", listen);
    return () => i18next.off("languageChanged", listen);
  }, [api, me, chosen]);
}

interface SignedInProps {
  me: Me;
  settings: Settings;
  drafts: Drafts;
  children(onScope: (scope: Scope) => void): ReactNode;
}

/** What pages learn about the person, and the stores that are theirs. */
function SignedIn({ me, settings, drafts, children }: SignedInProps) {
  const [scope, setScope] = useState<Scope>(() => scopeOf(me, settings.read<Scope>("scope")));
  useEffect(() => {
    const send = () => void settings.flush();
    const hidden = () => document.visibilityState === "hidden" && send();
    const gone = () => {
      void drafts.flush();
      send();
    };
    window.addEventListener("pagehide", gone);
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("pagehide", gone);
      window.removeEventListener("online", send);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [settings, drafts]);
  const signed = useMemo<Signed>(
    () => ({ person: me, access: accessOf(me.permissions, me.territory), scope }),
    [me, scope],
  );
  const onScope = useCallback(
    (next: Scope) => {
      setScope(next);
      settings.write("scope", next);
    },
    [settings],
  );
  return (
    <SettingsContext.Provider value={settings}>
      <DraftContext.Provider value={drafts}>
        <SpeakContext.Provider value={speak}>
          <ViewContext.Provider value={viewStore}>
            <ExportContext.Provider value={exportStore}>
              <SignedContext.Provider value={signed}>{children(onScope)}</SignedContext.Provider>
            </ExportContext.Provider>
          </ViewContext.Provider>
        </SpeakContext.Provider>
      </DraftContext.Provider>
    </SettingsContext.Provider>
  );
}

/** The last scope, unless the grant it rested on is gone. */
function scopeOf(me: Me, saved: Scope | undefined): Scope {
  const organization = me.scopes.find((one) => one.id === saved?.organization.id) ?? me.scopes[0] ?? me.organization;
  return { organization, year: saved?.year ?? new Date().getFullYear() };
}
