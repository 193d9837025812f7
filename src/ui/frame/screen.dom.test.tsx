import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { arrival, drawAt, match, navigate, startRouter, stillAt } from "../state/router.ts";
import { type PageProps, type Route, Screen } from "./screen.tsx";

const Home = () => (
  <main id="main">
    <h1>Home</h1>
    <a href="/orders/7?new=1">to the order</a>
  </main>
);
const Order = ({ params, query }: PageProps) => (
  <main id="main">
    <h1>
      Order {params["id"]} {query.get("new")}
    </h1>
  </main>
);
const Missing = () => (
  <main id="main">
    <h1>Nothing here</h1>
  </main>
);
const routes = [
  { pattern: "/", page: Home },
  { pattern: "/orders/:id", load: () => Promise.resolve(Order) },
];

beforeAll(() => {
  vi.stubGlobal("scrollTo", () => {});
  startRouter();
});
afterEach(() => {
  cleanup();
  navigate("/");
});

it("[V401] the current page stays in its frame until the next page is ready", async () => {
  let come = (_page: typeof Order) => {};
  const slow = { pattern: "/slow/:id", load: () => new Promise<typeof Order>((r) => (come = r)) };
  render(<Screen routes={[...routes, slow]} missing={Missing} />);
  await act(() => navigate("/slow/1"));
  expect([stillAt.value, screen.getByRole("heading").textContent]).toEqual(["/", "Home"]);
  come(Order);
  await screen.findByText(/Order 1/);
  expect(stillAt.value).toBeNull();
});

it("[U10] a link opens within the page, and the heading of the new page takes the focus", async () => {
  render(<Screen routes={routes} missing={Missing} />);
  fireEvent.click(screen.getByText("to the order"));
  const heading = await screen.findByText("Order 7 1");
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(location.pathname).toBe("/orders/7");
});

it("[U42] a page that is leaving does not get the query of the next page", async () => {
  const seen: string[] = [];
  const Leaving = ({ query }: PageProps) => {
    seen.push(query.toString());
    return <main id="main" />;
  };
  navigate("/leaving?a=1");
  render(<Screen routes={[{ pattern: "/leaving", page: Leaving }, ...routes]} missing={Missing} />);
  await act(() => navigate("/orders/7?new=1"));
  await screen.findByText("Order 7 1");
  expect(new Set(seen)).toEqual(new Set(["a=1"]));
});

it("[U43] an unknown address shows a page that says so", async () => {
  navigate("/nowhere/at/all");
  render(<Screen routes={routes} missing={Missing} />);
  expect(await screen.findByText("Nothing here")).toBeTruthy();
});

it("[V400] a page that fails to load is reloaded once with its document, and then shows as unreachable", async () => {
  const lost = { pattern: "/lost", load: () => Promise.reject(new Error("no answer")) };
  const Offline = () => <main id="main">Out of reach</main>;
  const opened: string[] = [];
  const open = (to: string) => {
    opened.push(to);
    arrival.value = "opened";
  };
  const all = { routes: [...routes, lost], missing: Missing, offline: Offline, open };
  render(<Screen {...all} />);
  await act(() => navigate("/lost?a=1"));
  await waitFor(() => expect(opened).toEqual(["/lost?a=1"]));
  cleanup();
  render(<Screen {...all} />);
  expect(await screen.findByText("Out of reach")).toBeTruthy();
  expect(opened).toHaveLength(1);
});

it("[U44] the parts of a path are read by name, and a path of another shape does not match", () => {
  expect(match("/checkout/:a/:b", "/checkout/1/%ED%91%9C/")).toEqual({ a: "1", b: "표" });
  expect(match("/orders/:id", "/orders/")).toBeNull();
  expect(match("/orders/:id", "/orders/1/2")).toBeNull();
});

it("[V427] an address that the server did not find shows as missing until the fan follows a link", async () => {
  drawAt("/concerts", new URLSearchParams("genre=polka"));
  const routes: Route[] = [{ pattern: "/concerts", page: () => <h1>Every concert</h1> }];
  render(<Screen routes={routes} missing={Missing} isMissing />);
  expect(screen.getByRole("heading").textContent).toBe("Nothing here");
  void act(() => drawAt("/concerts", new URLSearchParams()));
  expect((await screen.findByText("Every concert")).tagName).toBe("H1");
});
