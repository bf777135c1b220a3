import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { ProblemStrip } from "../../../ui/problem/ProblemStrip";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { Drawer } from "../../../ui/table/Drawer";
import { oneUser } from "../data";
import { markOf } from "../marks";
import { UserFacts } from "./UserFacts";
import { UserGrants } from "./UserGrants";
import { useUserSteps } from "./useUserSteps";

interface UserDrawerProps {
  id: string;
  place: string;
  onBack?: () => void;
  onNext?: () => void;
  onClose(): void;
}

/** A quick look at an account, with what may be done to it. */
export function UserDrawer({ id, ...walk }: UserDrawerProps) {
  const { t } = useTranslation();
  const statuses = useDictionary("user_status");
  const { data: user, error, refetch } = useQuery(oneUser(id));
  const { buttons, dialogs, ask } = useUserSteps(user);
  return (
    <Drawer
      title={
        user ? (
          <Link to={"/users/$id" as never} params={{ id } as never}>
            {user.name}
          </Link>
        ) : (
          ""
        )
      }
      marks={user && <Status mark={markOf(user.status)}>{statuses.label(user.status)}</Status>}
      {...walk}
      foot={buttons}
    >
      {error && <ProblemStrip boxed problem={error} onRetry={() => void refetch()} />}
      {user && (
        <>
          <UserFacts user={user} onStep={ask} />
          <Section kind="ruled" title={t("account:grants.of")}>
            <UserGrants grants={user.grants} narrow />
          </Section>
        </>
      )}
      {dialogs}
    </Drawer>
  );
}
