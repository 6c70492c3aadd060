// The switchboard. Every listener is registered while the script runs for the first time, so that the browser may end this
// realm whenever it is idle and start it again for the next event. Nothing that matters is kept in its memory.

import { serve } from "../../src/protocol/channel.ts";
import { api } from "../api.ts";
import { type RuntimePort, runtimePort } from "../port.ts";
import { session as sessionMethods } from "../signer/session.ts";
import { openAttention } from "./attention.ts";
import { carry } from "./carry.ts";
import { holdEngine, type Seam } from "./engine.ts";
import { callerOf } from "./roles.ts";
import { openSession, type Session } from "./session.ts";

/** Often enough for weak subjectivity by far, and for evidence that endpoints serve for a day or less. */
const syncEveryMinutes = 60;
/** A sync that takes longer goes on at the next alarm, or when the person looks. */
const longestSyncMs = 4 * 60_000;
const keepAliveMs = 15_000;

const sessionOf = (): Session => {
	const { storage, alarms } = api();
	return openSession({
		read: async () => (await storage.session.get("unlock")).unlock,
		write: (kept) => storage.session.set({ unlock: kept }),
		remove: () => storage.session.remove("unlock"),
		setAlarm: async (atMs) => {
			if (atMs === null) await alarms.clear("lock");
			else alarms.create("lock", { when: atMs });
		},
		nowMs: () => Date.now(),
	});
};

const attentionOf = () => {
	const { storage, action, windows, notifications, runtime } = api();
	return openAttention({
		read: async () => (await storage.session.get("attention")).attention,
		write: (state) => storage.session.set({ attention: state }),
		setBadge: (text) => action.setBadgeText({ text }),
		openWindow: async () => {
			const { id } = await windows.create({
				url: runtime.getURL("approve.html"),
				type: "popup",
				width: 400,
				height: 680,
				focused: true,
			});
			if (id === undefined) throw new Error("the window has no id");
			return id;
		},
		raiseWindow: async (id) => {
			await windows.update(id, { focused: true });
		},
		notify: async (title, message) => {
			await notifications.create("waiting", {
				type: "basic",
				iconUrl: runtime.getURL("icon/128.png"),
				title,
				message,
			});
		},
	});
};

/** @param seamOf makes the part that differs between the browsers; `gone` is for it to call when the engine dies. */
export const startBackground = (
	seamOf: (session: Session, gone: () => void) => Seam,
): void => {
	const { runtime, alarms, permissions } = api();
	const self = { id: runtime.id, origin: runtime.getURL("").slice(0, -1) };
	const session = sessionOf();
	const attend = attentionOf();
	/** Open ports of callers; a dead engine closes them, and they come back. */
	const open = new Set<RuntimePort>();
	const syncing = new Map<string, () => void>();

	const granted = async () => {
		// Chromium lists the sites of content scripts here too, which are no leave to fetch; asked one by one it is exact.
		const { origins = [] } = await permissions.getAll();
		const patterns: string[] = [];
		for (const pattern of origins)
			if (await permissions.contains({ origins: [pattern] }))
				patterns.push(pattern);
		return { tell: "granted", patterns } as const;
	};
	const gone = () => {
		engine.gone();
		for (const done of syncing.values()) done();
		for (const port of [...open]) {
			open.delete(port);
			port.disconnect();
		}
	};
	const seam = seamOf(session, gone);
	const engine = holdEngine(
		seam,
		(tell) => {
			void granted().then(tell);
		},
		(message) => {
			if (message.tell === "waiting") void attend(message.ids);
			if (message.tell === "nudged") syncing.get(message.id)?.();
		},
	);

	runtime.onConnect.addListener((port) => {
		const caller = callerOf(port.name, port.sender, self);
		if (caller === undefined) {
			port.disconnect();
			return;
		}
		if (caller.role === "host") {
			// The host page's line: the signer's session memory, and the sign of the engine's life.
			serve(runtimePort(port), sessionMethods, session.handlers, undefined);
			port.onDisconnect.addListener(gone);
			return;
		}
		open.add(port);
		port.onDisconnect.addListener(() => open.delete(port));
		if (caller.role === "keys") {
			if (seam.hearKeys !== undefined) {
				seam.hearKeys(port);
				return;
			}
			// The host page hears this port itself. If it was not there yet, the screen has to connect again.
			engine.open().then(
				(fresh) => {
					if (fresh) port.disconnect();
				},
				() => port.disconnect(),
			);
			return;
		}
		carry(port, caller, () => engine.attach(caller));
	});

	const sync = async () => {
		const id = crypto.randomUUID();
		// Calls of the extension API keep this realm alive; that is what the browsers provide for long work.
		const alive = setInterval(() => {
			void runtime.getPlatformInfo();
		}, keepAliveMs);
		try {
			await engine.tell({ tell: "nudge", id });
			await new Promise<void>((done) => {
				const timer = setTimeout(done, longestSyncMs);
				syncing.set(id, () => {
					clearTimeout(timer);
					done();
				});
			});
		} finally {
			syncing.delete(id);
			clearInterval(alive);
		}
	};

	alarms.onAlarm.addListener((alarm) => {
		if (alarm.name === "sync") void sync();
		if (alarm.name === "lock") void session.lockIfDue();
	});
	const setAlarm = async () => {
		if ((await alarms.get("sync")) === undefined)
			alarms.create("sync", { periodInMinutes: syncEveryMinutes });
	};
	runtime.onInstalled.addListener(() => void setAlarm());
	runtime.onStartup.addListener(() => void setAlarm());

	const regrant = async () => {
		await engine.tell(await granted());
	};
	permissions.onAdded.addListener(() => void regrant());
	permissions.onRemoved.addListener(() => void regrant());
};
