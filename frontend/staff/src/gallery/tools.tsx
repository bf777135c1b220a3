import { BarTool } from "../ui/button/BarTool";

export const JobsTool = () => <BarTool icon="jobs" label="任务" count={2} />;
export const NoticesTool = () => <BarTool icon="bell" label="通知" count={6} />;
