import { legacyLogicalPropertiesTransformer, StyleProvider } from "@ant-design/cssinjs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import english from "antd/locale/en_US";
import chinese from "antd/locale/zh_CN";
import { useTranslation } from "react-i18next";
import { KeyBoard } from "../ui/keys/keys";
import { DictionaryContext } from "../ui/page/dictionary";
import type { Feature } from "../ui/page/feature";
import { SlotContext } from "../ui/page/Slot";
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

const slotsOf = (features: readonly Feature[]) => Object.assign({}, ...features.map((feature) => feature.slots ?? {}));

const transformers = [legacyLogicalPropertiesTransformer];

export function App({ api, features }: { api: SessionApi; features: readonly Feature[] }) {
  const { i18n } = useTranslation();
  return (
    <StyleProvider hashPriority="high" transformers={transformers}>
      <ConfigProvider
        theme={antdTheme}
        locale={i18n.language === "en" ? english : chinese}
        button={{ autoInsertSpace: false }}
      >
        <QueryClientProvider client={queries}>
          <Session api={api}>
            {({ me, onScope, onSignOut }) => (
              <DictionaryContext value={loadDictionaries}>
                <OrgSourceContext value={orgSource}>
                  <SlotContext value={slotsOf(features)}>
                    <KeyBoard>
                      <Frame
                        features={features}
                        person={me.id}
                        scopes={me.scopes}
                        onScope={onScope}
                        onSignOut={onSignOut}
                      />
                    </KeyBoard>
                  </SlotContext>
                </OrgSourceContext>
              </DictionaryContext>
            )}
          </Session>
        </QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>
  );
}
