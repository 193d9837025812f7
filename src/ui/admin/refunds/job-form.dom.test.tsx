import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, expect, it, vi } from "vitest";
import { createRefundJob } from "../../api/selling/refunds.ts";
import { whole } from "../../i18n/whole.ts";
import { JobForm } from "./job-form.tsx";

vi.mock("../../api/selling/refunds.ts");
vi.mock("../../api/admin.ts", () => ({
  listAdminSchedules: () => Promise.resolve({ items: [], nextCursor: null }),
}));
afterEach(cleanup);

it("[RS20] the date of the link is chosen from the start, also if the list of dates does not have it", async () => {
  vi.mocked(createRefundJob).mockReturnValue(new Promise(() => {}));
  const { adminRefundJobs: w, adminRefunds } = whole.ko;
  render(<JobForm date="d1" />);
  const press = () => fireEvent.click(screen.getByRole("button", { name: w.preview }));
  fireEvent.input(screen.getByLabelText(new RegExp(adminRefunds.reason)), {
    target: { value: "음향 고장" },
  });
  press();
  await waitFor(() => expect(createRefundJob).toHaveBeenCalledTimes(1));
  expect(vi.mocked(createRefundJob).mock.calls[0]?.[0]).toMatchObject({
    selection: { scheduleId: "d1" },
    reason: "음향 고장",
  });
});
