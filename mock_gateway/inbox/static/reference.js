// The API reference: Swagger UI over both documents. No key is kept, and no other host is asked for anything.
const dark = matchMedia("(prefers-color-scheme: dark)")
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches)
follow()
dark.addEventListener("change", follow)

const docs = `${location.pathname.replace(/\/+$/, "")}`
window.SwaggerUIBundle({
  domNode: document.getElementById("reference"),
  urls: [
    { name: "Quo through Maton", url: `${docs}/quo.json` },
    { name: "The gateway itself: /_mock/api", url: `${docs}/control.json` },
  ],
  presets: [window.SwaggerUIBundle.presets.apis, window.SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  persistAuthorization: false,
  displayRequestDuration: true,
  validatorUrl: null, // it would be a foreign one
})
