// The page around the content: the same head, masthead, table of contents and footer as the theme's.
const MASTHEAD = ["incidents", "months", "scorecard", "figures", "about", "contribute"];
const FOOTER = ["about", "method", "pictures", "editorial", "codebook", "contribute"];
const HEADING = /^(#{1,6}) (.*) \{#([\w-]+)\}$/gm;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
const links = (names, here, say) => names.map((name) => `<a href="${here}${name}/">${say[name]}</a>`);

function contents(headings) {
  let html = "", level = 2;
  const lists = [];
  for (const [, signs, title, anchor] of headings) {
    const own = signs.length;
    if (own > level) { html += '<nav class="md-nav"><ul class="md-nav__list">'; lists.push(level); level = own; }
    while (own < level) { html += "</li></ul></nav>"; level = lists.pop(); }
    html += `${html && !html.endsWith('__list">') ? "</li>" : ""}<li class="md-nav__item">
  <a href="#${anchor}" class="md-nav__link"><span class="md-ellipsis">${escaped(title)}</span></a>`;
  }
  return `${html}${"</li></ul></nav>".repeat(lists.length)}</li>`;
}

function head(data, url, root, english, say) {
  const { site, styles, title, card, feed } = data;
  const named = title ?? site.title, description = data.description ?? site.description; // HTML already
  return `<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="description" content="${description}">
    <link rel="canonical" href="${site.url}${url}">
    <link rel="icon" href="${root}assets/images/favicon.svg">
    <title>${title ? `${named} - ` : ""}${site.title}</title>
    ${styles.map((style) => `<link rel="stylesheet" href="${root}${style}">`).join("\n    ")}
    <link rel="stylesheet" href="${root}assets/stylesheets/gegenbild.css">
    <meta property="og:site_name" content="${site.title}">
    <meta property="og:type" content="${card ? "article" : "website"}">
    <meta property="og:title" content="${named}">
    <meta property="og:description" content="${description}">
    <meta property="og:locale" content="${say.locale}">
    <meta name="twitter:card" content="${card ? "summary_large_image" : "summary"}">
    <meta property="og:url" content="${site.url}${url}">
    <link rel="alternate" hreflang="en" href="${site.url}${english}">
    <link rel="alternate" hreflang="de" href="${site.url}de/${english}">
    <link rel="alternate" hreflang="x-default" href="${site.url}${english}">
    ${feed ? `<link rel="alternate" type="application/atom+xml" href="${feed}">` : ""}
    ${card ? `<meta property="og:image" content="${site.url}${card}">
    <meta property="og:image:type" content="image/jpeg">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:height" content="630">
    <meta property="og:image:alt" content="${named}: ${say.card}">` : ""}
    <meta name="color-scheme" content="light dark">
    <link rel="preload" as="font" type="font/woff2" crossorigin href="${root}assets/fonts/source-serif-4.woff2">
  </head>`;
}

module.exports.render = (data) => {
  const url = data.page.url.slice(1), root = "../".repeat(url.split("/").length - 1);
  const german = url.startsWith("de/"), english = german ? url.slice(3) : url;
  const code = german ? "de" : "en", twin = german ? "en" : "de", here = german ? `${root}de/` : root;
  const say = data.chrome[code], headings = [...data.page.rawInput.matchAll(HEADING)].filter(([, signs]) => signs !== "#");
  return `<!doctype html>
<html lang="${code}" class="no-js">
  ${head(data, url, root, english, say)}
  <body dir="ltr" data-md-color-scheme="default" data-md-color-primary="indigo" data-md-color-accent="indigo">
    <div data-md-component="skip">
      ${headings.length ? `<a href="#${headings[0][3]}" class="md-skip">${say.skip}</a>` : ""}
    </div>
    <header class="md-header gb-masthead">
      <div class="md-grid gb-masthead__inner">
        <a class="gb-masthead__name" href="${here || "."}">${data.site.title}</a>
        <nav class="gb-masthead__nav" aria-label="${say.main}">
          ${links(MASTHEAD, here, say).join("\n          ")}
        </nav>
        <form class="gb-masthead__search" action="${here}search/" method="get" role="search">
          <input type="search" name="q" aria-label="${say.searchfor}" placeholder="${say.search}" autocomplete="off">
          <button type="submit" aria-label="${say.search}">${data.icon.magnify}</button>
        </form>
        <a class="gb-masthead__language" href="${root}${german ? "" : "de/"}${english}" hreflang="${twin}" lang="${twin}">${say.twin}</a>
      </div>
    </header>
    <div class="md-container" data-md-component="container">
      <main class="md-main" data-md-component="main">
        <div class="md-main__inner md-grid">
          <div class="md-sidebar md-sidebar--secondary" data-md-type="toc">
            <div class="md-sidebar__scrollwrap">
              <div class="md-sidebar__inner">
                <nav class="md-nav md-nav--secondary" aria-label="${say.toc}">
                  ${headings.length ? `<label class="md-nav__title" for="__toc"><span class="md-nav__icon md-icon"></span>${say.toc}</label>
                  <ul class="md-nav__list" data-md-component="toc" data-md-scrollfix>${contents(headings)}</ul>` : ""}
                </nav>
              </div>
            </div>
          </div>
          <div class="md-content" data-md-component="content">
            <article class="md-content__inner md-typeset">
${data.content}
            </article>
          </div>
        </div>
      </main>
      <footer class="gb-colophon">
        <div class="md-grid gb-colophon__inner">
          <p><strong>${data.site.title}</strong>: ${say.promise}</p>
          <p>
            ${links(FOOTER, here, say).join(" ·\n            ")} ·
            <a href="${here}contribute/#report-a-mistake">${say.report}</a>
          </p>
          <p>${say.terms} <a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">CC BY 4.0</a>.</p>
        </div>
      </footer>
    </div>
  </body>
</html>
`;
};
