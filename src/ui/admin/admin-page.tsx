import "./frame.css";
import "./lists.css";
import "./sales/sales.css";
import "./payments/payments.css";
import { useEffect, useMemo } from "preact/hooks";
import { Empty } from "../components/feedback/empty.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { SignInForm } from "../account/sign-in-form.tsx";
import { useTitle } from "../components/title.tsx";
import { words } from "../state/language.ts";
import { getWaysIn } from "../api/people/ways-in.ts";
import { address, match, navigate } from "../state/router.ts";
import { account } from "../state/session.ts";
import { beginWith, employer, may } from "./staff/employer.ts";
import { listEmployers } from "../api/staff.ts";
import { Trouble } from "../components/feedback/trouble.tsx";
import { useResource } from "../state/resource.ts";
import type { Employer } from "../../contract/admin/organizations.ts";
import { type Place, places } from "./places.ts";
import { Frame } from "./frame.tsx";
import { useKeptFocus } from "./parts/keep-focus.ts";
import { LazyPage } from "./parts/lazy-page.tsx";

/**
 * The admin pages. While the account is unknown the frame is that of an admin, so that nothing moves for one. Another
 * account sees that it has no access, and the server sends it no data.
 */
export function AdminPage({ query }: PageProps) {
  useKeptFocus();
  // An outgoing page keeps its own content, since the address is already the next page's.
  const path = useMemo(() => address.peek().path, []);
  const known = account.value;
  if (known === undefined)
    return (
      <Frame path={path} isAdmin>
        <SkeletonLines lines={6} />
      </Frame>
    );
  if (known === null)
    return (
      <Frame path={path}>
        <SignInForm reason={words().admin.signIn} />
      </Frame>
    );
  if (!known.isStaff) return <Forbidden path={path} name={known.name} />;
  for (const place of places) {
    const params = match(place.pattern, path);
    if (params) return <Shown {...{ place, path, params, query }} accountId={known.id} />;
  }
  return <Missing path={path} />;
}

type ShownProps = PageProps & { place: Place; path: string; accountId: string };

/** A page of the organization that somebody acts for, once it is known which they work for. */
function Shown({ place, path, params, query, accountId }: ShownProps) {
  const employers = useResource<Employer[]>(`employers ${accountId}`, listEmployers);
  const { data, error } = employers;
  useEffect(() => void leadToSecondFactor(), [accountId]);
  const { right } = place;
  useMemo(() => data && beginWith(data), [data]);
  if (data && place.isWhole && "load" in place && may(right))
    return <LazyPage key={employer.value?.id} {...{ ...place, params, query }} />;
  return (
    <Frame path={path} isAdmin employers={data ?? []}>
      {data ? (
        may(right) ? (
          "page" in place ? (
            <place.page key={employer.value?.id} params={params} query={query} />
          ) : (
            <LazyPage key={employer.value?.id} {...{ ...place, params, query }} />
          )
        ) : (
          <NoRight />
        )
      ) : error ? (
        <Trouble error={error} onRetry={() => void employers.reload()} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </Frame>
  );
}

/** Staff without a second factor in this session set one up first, since no operation would answer them. */
async function leadToSecondFactor(): Promise<void> {
  const ways = await getWaysIn().catch(() => null);
  if (ways?.mustBeTwofold === true && !ways.isTwofold)
    navigate("/profile/security", { replace: true });
}

function NoRight() {
  const w = words().adminStaff;
  useTitle(w.noRight);
  return (
    <Empty icon="lock" title={w.noRight} isPage>
      <p class="c-2">{w.noRightText}</p>
    </Empty>
  );
}

function Forbidden({ path, name }: { path: string; name: string }) {
  const w = words().admin;
  useTitle(w.forbidden);
  return (
    <Frame path={path}>
      <Empty icon="lock" title={w.forbidden} isPage>
        <p class="c-2">{w.forbiddenText(name)}</p>
        <a class="btn btn--primary" href="/">
          {words().notFound.home}
        </a>
      </Empty>
    </Frame>
  );
}

function Missing({ path }: { path: string }) {
  const w = words().notFound;
  useTitle(w.title);
  return (
    <Frame path={path} isAdmin>
      <Empty icon="pin" title={w.title} isPage>
        <a class="btn btn--secondary" href="/admin">
          {words().admin.nav.overview}
        </a>
      </Empty>
    </Frame>
  );
}
