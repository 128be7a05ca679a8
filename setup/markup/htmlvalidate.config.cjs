// The recommended rules of html-validate, but for these, each with its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "aria-label-misuse": ["error", { allowAnyNamable: true }], // a list may have a name
    "doctype-style": "off", // HTML knows no case here
    "long-title": "off", // a question is the title of its page, however long it was asked
  },
};
