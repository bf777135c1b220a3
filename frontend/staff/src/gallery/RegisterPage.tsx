import { Input, Select } from "antd";
import { useState } from "react";
import { DateField } from "../ui/form/DateField";
import { FormField, FormSection } from "../ui/form/FormField";
import { FormSheet } from "../ui/form/FormSheet";
import { useTab, useTabTitle } from "../ui/page/tab";
import { PageHead } from "../ui/record/PageHead";
import { OrgPicker } from "../ui/tree/OrgPicker";
import { findOrgs, loadTree, pause } from "./data";
import styles from "./gallery.module.css";

interface Draft {
  name: string;
  id_number: string;
  phone: string;
  note: string;
}

const NEVER = ["id_number"] as const;
const KINDS = ["在职职工", "农民工", "派遣职工"].map((value) => ({ value, label: value }));

export function RegisterPage() {
  useTabTitle("登记会员");
  const tab = useTab();
  const [tries, setTries] = useState(0);
  async function send() {
    await pause(300);
    setTries(tries + 1);
    if (tries === 0) {
      throw {
        status: 422,
        code: "member_invalid",
        detail: "有 1 处需要修改。",
        request_id: "0192-7f3a",
        retry_after: null,
        errors: [{ pointer: "/id_number", code: "id_number_check_digit", detail: "身份证号校验位不对（应为 X）" }],
      };
    }
  }
  return (
    <div className={styles.column}>
      <PageHead title="登记会员" note="青溪纺织有限公司工会" />
      <FormSheet<Draft>
        id="member"
        initial={{}}
        verb="登记"
        draft="gallery.member"
        undrafted={NEVER}
        onSubmit={send}
        onCancel={tab.close}
      >
        <FormSection title="身份">
          <FormField name="name" label="姓名" required>
            <Input autoComplete="off" />
          </FormField>
          <FormField name="id_number" label="身份证号" required hint="18 位，末位可为 X">
            <Input autoComplete="off" />
          </FormField>
          <FormField name="kind" label="职工类型" required>
            <Select options={KINDS} />
          </FormField>
          <FormField name="born_on" label="出生日期">
            <DateField max="2026-11-20" />
          </FormField>
        </FormSection>
        <FormSection title="联系与会籍">
          <FormField name="phone" label="手机" required>
            <Input autoComplete="off" />
          </FormField>
          <FormField name="union" label="所在工会" required>
            <OrgPicker label="所在工会" load={loadTree} find={findOrgs} />
          </FormField>
          <FormField name="note" label="备注" wide>
            <Input.TextArea rows={3} />
          </FormField>
        </FormSection>
      </FormSheet>
    </div>
  );
}
