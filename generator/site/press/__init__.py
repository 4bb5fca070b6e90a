"""The fast path: pages pressed into the theme's chrome, byte for byte as a plain `mkdocs build` makes them.

A general builder treats every page as if it could depend on every other. The pages that the generator writes do
not: each depends on its own Markdown and on the theme. So MkDocs builds what people wrote by hand and, in the same
run, one *specimen* of each kind of page, with marks in the places of title, address and content (`frame`). Split at
its marks, a specimen is a *mould*. Each page's Markdown is read as Python-Markdown reads it (`content`) and pressed
into the mould of its kind (`mould`). What does not fit is built by MkDocs, and a sample of the pressed is built
by it too and compared (`sameness`), so that a theme or a configuration that this does not know is noticed.
"""
