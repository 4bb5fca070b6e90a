// Markdown as it comes, without a template language in it; headings take their anchors from {#anchor}.
const anchors = require("markdown-it-attrs");
const markdown = require("markdown-it");

module.exports = (config) => {
  config.setLibrary("md", markdown({ html: true }).use(anchors));
  config.addPassthroughCopy({ static: "/" });
  config.addGlobalData("layout", "page.11ty.cjs");
  return {
    dir: { input: "content", includes: "../includes", data: "../data" },
    markdownTemplateEngine: false,
    templateFormats: ["md"],
  };
};
