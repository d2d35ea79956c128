// Starts the show. With ?print the page stays a document, ?notes prints notes under slides, ?measure says what is too full.
(() => {
  const root = document.documentElement, ask = location.search.slice(1)
  const style = (name, media) => { document.getElementById(name).media = media }
  if (ask === "notes") root.classList.add("with-notes")
  if (ask === "print" || ask === "notes") return
  root.classList.add("show")
  style("slides-style", "all")
  if (ask === "measure") {
    root.classList.add("measure")
    const over = [...document.querySelectorAll(".sheet")].map(sheet => Math.max(
      sheet.scrollHeight - 540, sheet.scrollWidth - 960,
      ...[...sheet.querySelectorAll(".body > *, .body p, .body li, .body tr")].map(part =>
        part.getBoundingClientRect().bottom - sheet.querySelector(".foot").getBoundingClientRect().top),
      ...[...sheet.querySelectorAll(".body, .body > :not(figure)")].map(part => part.scrollWidth - part.clientWidth)))
    document.body.dataset.over = over.map(Math.ceil).join(" ")
    return
  }
  style("reveal-style", "screen")
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const button = document.querySelector(".scheme")
  const turn = () => {
    const now = root.dataset.scheme || (dark.matches ? "dark" : "light")
    root.dataset.scheme = now === "dark" ? "light" : "dark"
  }
  button.hidden = false
  button.addEventListener("click", turn)
  Reveal.initialize({ width: 960, height: 540, margin: 0.02, center: false, hash: true, transition: "none",
    plugins: [RevealNotes] }).then(() => Reveal.addKeyBinding({ keyCode: 68, key: "D", description: "light, dark" }, turn))
})()
