import { useQueryClient } from "@tanstack/react-query";
import { fetchCarrier, holdToken, plug } from "@unionhome/client";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { type Scope, type Signed, SignedContext } from "../../ui/page/person";
import { DraftContext, SettingsContext } from "../../ui/page/stores";
import { ProblemPage } from "../../ui/problem/ProblemPage";
import { accessOf } from "../access";
import { language } from "../i18n";
import { draftsOn, settingsOn, shelf } from "../stores";
import type { Me, SessionApi } from "./api";
import { SignInAgain } from "./SignInAgain";
import { SignInPage } from "./SignInPage";

interface SessionProps {
  api: SessionApi;
  /** The frame, for somebody who is signed in. */
  children(signed: { me: Me; onScope(scope: Scope): void; onSignOut(): void }): ReactNode;
}

type State = { name: "resuming" } | { name: "out" } | { name: "in"; me: Me } | { name: "broken"; problem: unknown };

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

  const enter = useCallback(async () => {
    try {
      setState({ name: "in", me: await api.me() });
    } catch (problem) {
      setState({ name: "broken", problem });
    }
  }, [api]);

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

  async function signOut(me: Me) {
    await api.signOut().catch(() => undefined);
    // Drafts hold what people told us: they do not stay on a shared computer.
    shelf(localStorage, draftPrefix(me)).clear();
    leave();
  }

  if (state.name === "resuming") return null;
  if (state.name === "broken") return <ProblemPage problem={state.problem} onRetry={() => setAgain(again + 1)} />;
  if (state.name === "out") return <SignInPage api={api} onSignedIn={enter} />;
  const { me } = state;
  return (
    <SignedIn key={me.id} me={me}>
      {(onScope) => (
        <>
          {children({ me, onScope, onSignOut: () => void signOut(me) })}
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

/** What pages learn about the person, and the stores that are theirs. */
function SignedIn({ me, children }: { me: Me; children(onScope: (scope: Scope) => void): ReactNode }) {
  const own = useMemo(() => shelf(localStorage, `unionhome:${me.id}:setting`), [me.id]);
  const settings = useMemo(() => settingsOn(own), [own]);
  const drafts = useMemo(() => draftsOn(localStorage, draftPrefix(me), () => new Date()), [me]);
  const [scope, setScope] = useState<Scope>(() => scopeOf(me, own.read<Scope>("scope")));
  const signed = useMemo<Signed>(() => ({ person: me, access: accessOf(me.permissions), scope }), [me, scope]);
  const onScope = useCallback(
    (next: Scope) => {
      setScope(next);
      own.write("scope", next);
    },
    [own],
  );
  return (
    <SettingsContext.Provider value={settings}>
      <DraftContext.Provider value={drafts}>
        <SignedContext.Provider value={signed}>{children(onScope)}</SignedContext.Provider>
      </DraftContext.Provider>
    </SettingsContext.Provider>
  );
}

/** The last scope, unless the grant it rested on is gone. */
function scopeOf(me: Me, saved: Scope | undefined): Scope {
  const organization = me.scopes.find((one) => one.id === saved?.organization.id) ?? me.scopes[0] ?? me.organization;
  return { organization, year: saved?.year ?? new Date().getFullYear() };
}
