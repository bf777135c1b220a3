import { useQuery } from "@tanstack/react-query";
import { getMe } from "@unionhome/client/me";
import { moment } from "@unionhome/words";
import { useTranslation } from "react-i18next";
import { useTabTitle } from "../../../ui/page/tab";
import { ProblemPage } from "../../../ui/problem/ProblemPage";
import { PageHead } from "../../../ui/record/PageHead";
import { Authenticator } from "./Authenticator";
import { MyRoles } from "./MyRoles";
import { MyTrail } from "./MyTrail";
import styles from "./me.module.css";
import { Password } from "./Password";
import { Preferences } from "./Preferences";
import { Sessions } from "./Sessions";

export const me = {
  queryKey: ["me"],
  queryFn: ({ signal }: { signal: AbortSignal }) => getMe({ signal }),
};

/** Who am I to this system: what I hold, how I sign in, where I am signed in, what I did. */
export function AccountPage() {
  const { t } = useTranslation();
  useTabTitle(t("account:nav.mine"));
  const { data, error, refetch } = useQuery(me);
  if (error && !data) return <ProblemPage problem={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className={styles.page}>
      <PageHead
        title={data.name}
        facts={[
          [t("account:column.login"), data.login],
          [t("account:column.home"), data.organization.name],
          [t("account:mine.signed_in"), moment(data.last_signed_in_at)],
          [t("account:mine.ends"), moment(data.ends_at)],
          [t("account:mine.idle"), t("account:mine.minutes", { n: Math.round(data.idle_seconds / 60) })],
        ]}
      />
      <div className={styles.body}>
        <div className={styles.column}>
          <MyRoles grants={data.grants} />
          <Sessions />
          <MyTrail />
        </div>
        <div className={styles.column}>
          <Password />
          <Authenticator enabled={data.totp.enabled} compulsory={data.totp.compulsory} />
          <Preferences />
        </div>
      </div>
    </div>
  );
}
