/** What somebody is about to do on the page of a concert. */
export type Act =
  | { kind: "texts" }
  | { kind: "edit" | "discounts" | "move" | "presales" | "duplicate"; id: string };

/** What each form of the page gets. */
export type FormProps = {
  onClose: () => void;
  /** Something was saved, so the page closes the form and shows it. */
  onChanged: () => Promise<void>;
  /** Reads again what somebody else has saved, with the form still open. */
  onReload: () => Promise<void>;
};
