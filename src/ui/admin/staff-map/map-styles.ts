import rules from "../../seat-map/map.css?inline";

// Fans get these rules within the sale's style sheet. In a sheet of its own for both they would weigh more for fans, so
// the pages of staff take them as text.
if ("adoptedStyleSheets" in document) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}
