// The standard rules of stylelint, but for those that only say how a file is laid out, each with its reason.
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    "declaration-block-single-line-max-declarations": null, // a rule is a line, so that a part of the page is a screen
    "no-descending-specificity": null, // the sheet follows the page from top to bottom
    "media-feature-range-notation": "prefix", // telephones of some years ago know no other
    "custom-property-empty-line-before": null, // as the first
    "at-rule-empty-line-before": null, // as the first
    "comment-empty-line-before": null, // as the first
  },
};
