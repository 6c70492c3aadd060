// The script of Chromium's hidden page. It may use runtime alone of the extension API.

import * as d from "../../src/base/decode.ts";
import { portOf } from "../../src/protocol/channel.ts";
import { api } from "../api.ts";
import { callerOf } from "../background/roles.ts";
import { lastingPort, type RuntimePort } from "../port.ts";
import { join, startHost } from "./host.ts";

/** What the background says when it takes control. This page cannot read the manifest itself. */
const takenBy = d.record({ version: d.text(40) });

const { runtime } = api();
const self = { id: runtime.id, origin: runtime.getURL("").slice(0, -1) };

/**
 * Ports that are not for this page. The browser opens every port to each page of the extension that listens, and keeps it
 * open while one of them lives: so this page would hide the background's death from sites and screens.
 */
const foreign = new Set<RuntimePort>();

/** To the background. Each side notices the other's end by it. */
const line = lastingPort({
	connect: () => runtime.connect({ name: "host" }),
	stay: false,
	onState: (state) => {
		if (state === "open") return;
		for (const port of foreign) port.disconnect();
		foreign.clear();
	},
});

const host = startHost({
	session: (port) => join(portOf(port), line),
	// The background sees the line close, and opens a new page when somebody asks.
	onDeath: () => window.close(),
});

runtime.onConnect.addListener((port) => {
	if (callerOf(port.name, port.sender, self)?.role === "keys") {
		host.keys(port);
		return;
	}
	line.open();
	foreign.add(port);
	port.onDisconnect.addListener(() => foreign.delete(port));
});

navigator.serviceWorker.addEventListener("message", (event) => {
	const [port] = event.ports;
	if (port === undefined) return;
	line.open();
	host.control(port, takenBy(event.data, "control").version);
});
navigator.serviceWorker.startMessages();
