import { useSignal } from "@preact/signals";
import type { Organization, OrganizationChange } from "../../../contract/admin/organizations.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { changeOrganization, getOrganization, setInvitationApproval } from "../../api/staff.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { ActList } from "../activity/activity-list.tsx";
import { listActs } from "../../api/admin.ts";
import { FormField } from "../parts/form-field.tsx";
import { may } from "./employer.ts";
import { NewOrganization } from "./new-organization.tsx";

/** The organization's names, and who it is in law. */
export function OrganizationPage() {
  const w = words().adminStaff;
  useTitle(w.settings);
  const organization = useResource<Organization>("admin-organization", getOrganization);
  const { data, error } = organization;
  const reload = () => void organization.reload();
  return (
    <>
      <div class="adm__head">
        <h1>{w.settings}</h1>
      </div>
      {!data && error ? <Trouble error={error} onRetry={reload} /> : null}
      {!data && !error ? <SkeletonLines lines={8} /> : null}
      {data ? (
        <OrganizationForm
          key={data.revision}
          known={data}
          onSaved={organization.set}
          onReload={reload}
        />
      ) : null}
      {data ? <Approval known={data} onSaved={organization.set} /> : null}
      {may("organizations.create") ? <NewOrganization /> : null}
      {data && may("audit.read") ? <History key={data.revision} of={data} /> : null}
    </>
  );
}

/** Whether complimentary tickets wait for somebody's approval. */
function Approval({ known, onSaved }: Pick<FormProps, "known" | "onSaved">) {
  const w = words().adminStaff;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const change = async (isNeeded: boolean) => {
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await setInvitationApproval(isNeeded);
      onSaved({ ...known, approvesInvitations: isNeeded });
      showToast({ text: w.saved });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <section class="adm__card" aria-labelledby="approval">
      <h2 id="approval">{w.approval}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={known.approvesInvitations}
          disabled={isBusy.value || !may("organization.edit")}
          onChange={({ currentTarget }) => void change(currentTarget.checked)}
        />
        <span>{w.approvalText}</span>
      </label>
      <ProblemNote error={refusal.value} />
    </section>
  );
}

function History({ of: { id, revision } }: { of: Organization }) {
  const w = words().adminActs;
  const acts = useResource(`acts ${id} ${revision}`, () => listActs(id));
  if (!acts.data || acts.data.items.length === 0) return null;
  return (
    <section class="adm__card" aria-labelledby="history">
      <h2 id="history">{w.title}</h2>
      <ActList acts={acts.data.items} />
    </section>
  );
}

type FormProps = {
  known: Organization;
  onSaved: (organization: Organization) => void;
  onReload: () => void;
};

const needed = [
  "legalName",
  "representative",
  "businessNumber",
  "address",
  "email",
  "phone",
] as const;

const identityFields = [...needed, "mailOrderNumber"];

/** The form's values; an identity with nothing in it is none. */
function changeOf(text: (name: string) => string): OrganizationChange {
  const [legalName, representative, businessNumber, address, email, phone] = needed.map(text) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const mailOrderNumber = text("mailOrderNumber") || null;
  const identity = {
    legalName,
    representative,
    businessNumber,
    mailOrderNumber,
    address,
    email,
    phone,
  };
  const isEmpty = Object.values(identity).every((value) => value === null || value === "");
  return { name: { ko: text("ko"), en: text("en") }, identity: isEmpty ? null : identity };
}

function OrganizationForm({ known, onSaved, onReload }: FormProps) {
  const w = words().adminStaff;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const { name, identity } = known;
  /** One entry in the identity makes the others necessary. */
  const isIdentified = useSignal(identity !== null);
  const look = ({ currentTarget }: { currentTarget: HTMLFormElement }) => {
    const values = new FormData(currentTarget);
    isIdentified.value = identityFields.some((field) => values.get(field) !== "");
  };
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const change = changeOf((name) => {
      const value = values.get(name);
      return typeof value === "string" ? value.trim() : "";
    });
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      onSaved(await changeOrganization(known, change));
      showToast({ text: w.saved });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <form class="adm__card" onInput={look} onSubmit={(event) => void save(event)}>
      <div class="adm__fields">
        <FormField name="ko" label={w.nameKo} value={name.ko} />
        <FormField name="en" label={w.nameEn} value={name.en} />
      </div>
      <h2>{w.identity}</h2>
      <p class="c-2">{w.identityText}</p>
      <div class="adm__fields">
        {needed.map((field) => (
          <FormField
            key={field}
            name={field}
            label={words().adminStaff[field === "email" ? "contactEmail" : field]}
            isRequired={isIdentified.value}
            value={identity?.[field] ?? ""}
          />
        ))}
        <FormField
          name="mailOrderNumber"
          label={w.mailOrderNumber}
          optional={w.optional}
          value={identity?.mailOrderNumber ?? ""}
        />
      </div>
      <ProblemNote error={refusal.value} />
      {refusal.value?.code === "changed-meanwhile" ? (
        <button class="btn btn--secondary" type="button" onClick={onReload}>
          {w.loadAgain}
        </button>
      ) : null}
      {may("organization.edit") ? (
        <button class="btn btn--primary" type="submit" aria-busy={isBusy.value}>
          {w.save}
        </button>
      ) : null}
    </form>
  );
}
