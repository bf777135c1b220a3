import { ifMatch } from "@unionhome/client";
import type { OpenStep, UserMendedOut, UserOut } from "@unionhome/client/model";
import { giveSightingLeave, stepUser } from "@unionhome/client/users";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOnce } from "../../../ui/page/useOnce";
import { Steps } from "../../../ui/status/Steps";
import { DESTRUCTIVE } from "../marks";
import { ReasonDialog } from "../ReasonDialog";
import { useRefresh } from "../useRefresh";
import { FirstPassword } from "./FirstPassword";

/** It is no step of the account itself, whose version stays. */
const LIFT = "lift_sightings";

/** The buttons of an account, and the dialogs they open. A new password is shown once, here. */
export function useUserSteps(user: UserOut | undefined): {
  buttons: ReactNode;
  dialogs: ReactNode;
  ask(step: OpenStep): void;
} {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const once = useOnce();
  const [asked, setAsked] = useState<OpenStep | null>(null);
  const [mended, setMended] = useState<UserMendedOut | null>(null);
  if (!user) return { buttons: null, dialogs: null, ask: setAsked };

  async function act(step: string, reason: string) {
    if (!user) return;
    if (step === LIFT) {
      await once((options) => giveSightingLeave(user.id, { reason }, options));
      refresh();
      return;
    }
    const answer = await stepUser(user.id, { step, reason } as never, ifMatch(user));
    refresh();
    if (answer.first_password) setMended(answer);
  }

  return {
    ask: setAsked,
    buttons: <Steps steps={user.steps} destructive={DESTRUCTIVE} onStep={(step) => setAsked(step as OpenStep)} />,
    dialogs: (
      <>
        {asked && (
          <ReasonDialog
            step={asked}
            object={user.name}
            effect={t(`account:effect.${asked.step}`, { name: user.name })}
            act={(reason) => act(asked.step, reason)}
            onClose={() => setAsked(null)}
          />
        )}
        {mended?.first_password && (
          <FirstPassword user={mended.user} password={mended.first_password} onClose={() => setMended(null)} />
        )}
      </>
    ),
  };
}
