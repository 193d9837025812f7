import { Cockpit } from "../../../../src/contract/live/cockpit.ts";
import { answer, call, type Person, testEnv } from "../shop.ts";

export const objectOf = (scheduleId: string) => testEnv.SCHEDULE.getByName(scheduleId);
export const figuresFor = (as: Person, scheduleId: string, ticket?: string | null) =>
  call(`GET /admin/schedules/${scheduleId}/cockpit${ticket ? `?ticket=${ticket}` : ""}`, { as });
export const look = (as: Person, scheduleId: string, ticket?: string | null) =>
  answer(figuresFor(as, scheduleId, ticket), 200, Cockpit);
export const open = (as: Person, scheduleId: string, ticket: string | null, headers = {}) =>
  call(`GET /schedules/${scheduleId}/cockpit`, {
    as,
    headers: {
      upgrade: "websocket",
      "sec-websocket-protocol": `frontrow-cockpit, ${ticket}`,
      ...headers,
    },
  });
