// Node reads HTTPS_PROXY by itself from 22.21 and 24.5 on, told so by NODE_USE_ENV_PROXY. This leads older
// ones the same way, loaded by NODE_OPTIONS before the program: fetch, and every agent of http and https.
"use strict";

const http = require("node:http");
const https = require("node:https");
const tls = require("node:tls");

const DISPATCHER = Symbol.for("undici.globalDispatcher.1"); // by which fetch finds who connects for it
const [major, minor] = process.versions.node.split(".").map(Number);
const knowsProxies = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);

if (process.env.HTTPS_PROXY && process.env.NODE_USE_ENV_PROXY === "1" && !knowsProxies) {
  lead(new URL(process.env.HTTPS_PROXY));
}

function lead(proxy) {
  const spared = (process.env.NO_PROXY || "").split(",");

  function isSpared(host) {
    return !host || spared.includes(host.replace(/^\[|\]$/g, "").toLowerCase());
  }

  function tunnel(host, port, done) {
    const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
    const path = `${name}:${port}`;
    const options = { host: proxy.hostname, port: proxy.port, method: "CONNECT", path, agent: false };
    http
      .request({ ...options, headers: { Host: path } })
      .once("connect", (answer, socket) => {
        if (answer.statusCode === 200) return done(null, socket);
        socket.destroy();
        return done(new Error(`quo-mock: ${answer.statusMessage}`));
      })
      .once("error", done)
      .end();
  }

  function leadAgents(Agent, over) {
    const directly = Agent.prototype.createConnection;
    Agent.prototype.createConnection = function createConnection(...given) {
      const [options, done] = given;
      const far = typeof options === "object" && !options.socketPath && !isSpared(options.host);
      if (!far || typeof done !== "function") return directly.apply(this, given);
      const opened = (error, socket) => (error ? done(error) : done(null, over(this, directly, options, socket)));
      tunnel(options.host, options.port, opened);
      return undefined;
    };
  }

  leadAgents(http.Agent, (agent, directly, options, socket) => socket);
  leadAgents(https.Agent, (agent, directly, options, socket) => directly.call(agent, { ...options, socket }));

  function connect(options, done) {
    const { hostname, protocol, servername } = options;
    const port = Number(options.port) || (protocol === "https:" ? 443 : 80);
    const secured = (error, socket) => {
      if (error || protocol !== "https:") return done(error, socket);
      const secure = tls.connect({ socket, host: hostname, port, servername: servername || hostname });
      return secure.once("secureConnect", () => done(null, secure)).once("error", done);
    };
    if (isSpared(hostname)) {
      const host = hostname.replace(/^\[|\]$/g, "");
      const socket = require("node:net").connect({ host, port });
      socket.once("connect", () => secured(null, socket)).once("error", done);
    } else {
      tunnel(hostname, port, secured);
    }
  }

  const fetchDirectly = globalThis.fetch;
  let led = false;
  if (fetchDirectly) {
    globalThis.fetch = function fetch(...given) {
      if (!led) {
        led = true;
        void globalThis.Headers; // is there only once undici is loaded, which takes 20 ms
        const present = globalThis[DISPATCHER];
        // Whoever has set another kind, such as a ProxyAgent of undici's own, has reasons.
        if (present?.constructor.name === "Agent") globalThis[DISPATCHER] = new present.constructor({ connect });
      }
      return fetchDirectly.apply(this, given);
    };
  }
}
