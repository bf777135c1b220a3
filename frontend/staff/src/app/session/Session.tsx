import { useQueryClient } from "@tanstack/react-query";
import { fetchCarrier, holdToken, plug } from "@unionhome/client";
import i18next from "i18next";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Scope, type Signed, SignedContext } from "../../ui/page/person";
import { SpeakContext } from "../../ui/page/speak";
import { DraftContext, SettingsContext } from "../../ui/page/stores";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { accessOf } from "../access";
import { language, speak } from "../i18n";
import { type Keep, noKeep } from "../keep";
import { draftsOn, type Settings, settingsOn, shelf } from "../stores";
import type { Me, SessionApi } from "./api";
import { SignInAgain } from "./SignInAgain";
import { SignInPage } from "./SignInPage";

interface SessionProps {
  api: SessionApi;
  /** The frame, for somebody who is signed in. */
  children(signed: { me: Me; onScope(scope: Scope): void; onSignOut(): void }): ReactNode;
}

type State =
  | { name: "resuming" }
  | { name: "out" }
  | { name: "in"; me: Me; settings: Settings }
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
      setState({ name: "in", me, settings: settingsOf(me, keep, known) });
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

  async function signOut(me: Me, settings: Settings) {
    await settings.flush();
    settings.stop();
    await api.signOut().catch(() => undefined);
    // Drafts hold what people told us: they do not stay on a shared computer.
    shelf(localStorage, draftPrefix(me)).clear();
    leave();
  }

  if (state.name === "resuming") return null;
  if (state.name === "broken") return <ProblemPage problem={state.problem} onRetry={() => setAgain(again + 1)} />;
  if (state.name === "out") return <SignInPage api={api} onSignedIn={enter} />;
  const { me, settings } = state;
  return (
    <SignedIn key={me.id} me={me} settings={settings} keep={keep}>
      {(onScope) => (
        <>
          {children({ me, onScope, onSignOut: () => void signOut(me, settings) })}
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

const draftPrefix = (me: Me): string => `unionhome:${me.id}:draft`;

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
  keep: Keep;
  children(onScope: (scope: Scope) => void): ReactNode;
}

/** What pages learn about the person, and the stores that are theirs. */
function SignedIn({ me, settings, keep, children }: SignedInProps) {
  const drafts = useMemo(() => draftsOn(localStorage, draftPrefix(me), keep, () => new Date()), [me, keep]);
  const [scope, setScope] = useState<Scope>(() => scopeOf(me, settings.read<Scope>("scope")));
  useEffect(() => {
    const send = () => void settings.flush();
    const hidden = () => document.visibilityState === "hidden" && send();
    window.addEventListener("online", send);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("online", send);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [settings]);
  const signed = useMemo<Signed>(() => ({ person: me, access: accessOf(me.permissions), scope }), [me, scope]);
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
          <SignedContext.Provider value={signed}>{children(onScope)}</SignedContext.Provider>
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
