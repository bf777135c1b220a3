import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { useAccess } from "../../../ui/page/person";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Section } from "../../../ui/record/Section";
import { Status } from "../../../ui/status/Status";
import { oneUser } from "../data";
import { markOf } from "../marks";
import { UserFacts } from "./UserFacts";
import { UserGrants } from "./UserGrants";
import styles from "./users.module.css";
import { useUserSteps } from "./useUserSteps";

const route = getRouteApi("/users/$id" as never);

/** One account: where it stands, its roles, and its steps. */
export function UserPage() {
  const { t } = useTranslation();
  const { id } = route.useParams() as { id: string };
  const may = useAccess();
  const statuses = useDictionary("user_status");
  const { data: user, error, refetch } = useQuery(oneUser(id));
  const { buttons, dialogs, ask } = useUserSteps(user);
  useTabTitle(user?.name, t("account:user"));
  if (error && !user) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  if (!user) return null;
  return (
    <div className={styles.page}>
      <PageHead
        title={user.name}
        marks={<Status mark={markOf(user.status)}>{statuses.label(user.status)}</Status>}
        facts={[
          [t("account:column.login"), user.login],
          [t("account:column.home"), user.organization_name],
        ]}
      >
        {buttons}
      </PageHead>
      <div className={styles.body}>
        <div className={styles.main}>
          <Section
            kind="ruled"
            title={t("account:grants.of")}
            note={t("account:grants.of_note")}
            more={
              may.makeGrants &&
              user.status === "active" && (
                <Link to={"/grants/new" as never} search={{ user: user.id } as never}>
                  {t("account:nav.propose")}
                </Link>
              )
            }
          >
            <UserGrants grants={user.grants} />
          </Section>
        </div>
        <div className={styles.side}>
          <Section kind="ruled" title={t("account:user")}>
            <UserFacts user={user} onStep={ask} />
          </Section>
        </div>
      </div>
      {dialogs}
    </div>
  );
}
