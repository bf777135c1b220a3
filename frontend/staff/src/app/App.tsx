import { legacyLogicalPropertiesTransformer, StyleProvider } from "@ant-design/cssinjs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import i18next from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/icon/Icon";
import { KeyBoard } from "../ui/keys/keys";
import { DictionaryContext } from "../ui/page/dictionary";
import type { Feature } from "../ui/page/feature";
import { PanelContext } from "../ui/page/outlet";
import { asProblem } from "../ui/problem/problem";
import { antdTheme } from "../ui/theme/antd";
import { OrgSourceContext } from "../ui/tree/orgSource";
import { Frame } from "./frame/Frame";
import type { SessionApi } from "./session/api";
import { Session } from "./session/Session";
import { loadDictionaries, orgSource } from "./sources";

/** A refusal is an answer: only the network and a busy server are asked again. */
const retry = (failures: number, error: unknown) => {
  const status = asProblem(error)?.status ?? 0;
  return failures < 2 && (status === 0 || status >= 502);
};

const queries = new QueryClient({
  defaultOptions: { queries: { retry, staleTime: 15_000, refetchOnWindowFocus: false }, mutations: { retry: false } },
});

// What the server says in words (sentences, steps, labels) is asked for anew in the reader's new language.
i18next.on("languageChanged", () => void queries.invalidateQueries());

const transformers = [legacyLogicalPropertiesTransformer];

export function App({ api, features }: { api: SessionApi; features: readonly Feature[] }) {
  const { i18n } = useTranslation();
  const panels = useMemo(() => features.flatMap((one) => one.panels ?? []), [features]);
  return (
    <StyleProvider hashPriority="high" transformers={transformers}>
      <ConfigProvider
        theme={antdTheme}
        locale={i18n.language === "en" ? english : chinese}
        button={{ autoInsertSpace: false }}
        select={{ suffixIcon: <Icon name="down" size={14} /> }}
        datePicker={{ suffixIcon: <Icon name="calendar" /> }}
      >
        <QueryClientProvider client={queries}>
          <Session api={api}>
            {({ me, kept, keep, onScope, onSignOut }) => (
              <DictionaryContext value={loadDictionaries}>
                <OrgSourceContext value={orgSource}>
                  <PanelContext value={panels}>
                    <KeyBoard>
                      <Frame
                        features={features}
                        person={me.id}
                        kept={kept}
                        keep={keep}
                        scopes={me.scopes}
                        onScope={onScope}
                        onSignOut={onSignOut}
                      />
                    </KeyBoard>
                  </PanelContext>
                </OrgSourceContext>
              </DictionaryContext>
            )}
          </Session>
        </QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>
  );
}
