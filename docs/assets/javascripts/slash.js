// `/` leads to the search: on the search page to its own field, everywhere else to the masthead's.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const field = document.querySelector("#gb-search-field") ?? document.querySelector(".gb-masthead__search input");
  field.focus();
  field.select();
});
