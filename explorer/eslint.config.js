import js from "@eslint/js";
import globals from "globals";

const sinks = ["innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "unsafeSVG"];

export default [
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-console": "error",
      "prefer-const": "error",
      // What data say is text, never markup.
      "no-restricted-syntax": [
        "error",
        ...sinks.map((name) => ({
          selector: `Identifier[name=${name}]`,
          message: `${name} would read data as markup; lit-html escapes it`,
        })),
      ],
      complexity: ["error", 15],
      "max-lines": ["error", 250],
    },
  },
  {
    files: ["build.js", "eslint.config.js", "test/**/*.js"],
    languageOptions: { globals: globals.node },
  },
];
