// The switchboard. Every listener is registered while the script runs for the first time, so that the browser may end this
// realm whenever it is idle and start it again for the next event. Nothing that matters is kept in its memory.

import type { Alert, AlertSaid } from "../../src/protocol/alert.ts";
import { serve } from "../../src/protocol/channel.ts";
import { languageChoice, languageFor } from "../../src/protocol/language.ts";
import { api } from "../api.ts";
import { type RuntimePort, runtimePort } from "../port.ts";
import { session as sessionMethods } from "../signer/session.ts";
import { openAlerts } from "./alerts.ts";
import { openAttention, windowIn } from "./attention.ts";
import { carry } from "./carry.ts";
import { holdEngine, type Seam } from "./engine.ts";
import { callerOf } from "./roles.ts";
import { openSession, type UnlockSession } from "./session.ts";

/**
 * Each sync looks at the rollups and at exits under way. Often enough that a stall is told soon after L1 is final about it
 * (a quarter of an hour), that no deadline of hours passes unseen, and that each new root's evidence is fetched while nodes
 * serve it; and rare enough for a battery.
 */
const syncEveryMinutes = 20;
/** A sync that takes longer goes on at the next alarm, or when the person looks. */
const longestSyncMs = 4 * 60_000;
const keepAliveMs = 15_000;

const sessionOf = (): UnlockSession => {
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
		stateOf: (id) =>
			windows.get(id).then(
				({ focused }) => (focused ? "front" : "behind"),
				() => "gone",
			),
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

/** The person clicked on the notification: then the window may come to the front, for its buttons are armed anew. */
const toFront = async (): Promise<void> => {
	const id = await attentionWindow();
	if (id === null) return;
	await api()
		.windows.update(id, { focused: true })
		.catch(() => {
			// It is closed; what waits stands in the popup.
		});
};

const alertsOf = () => {
	const { storage, notifications, runtime, tabs, i18n } = api();
	return openAlerts<Alert & { readonly said: AlertSaid }>({
		read: async () => (await storage.local.get("alerts")).alerts,
		write: (state) => storage.local.set({ alerts: state }),
		notify: async (name, { said }) => {
			const { language } = await storage.local.get("language");
			const chosen = languageChoice(language);
			const { title, text } = said[languageFor(chosen, i18n.getUILanguage())];
			await notifications.create(name, {
				type: "basic",
				iconUrl: runtime.getURL("icon/128.png"),
				title,
				message: text,
			});
		},
		clear: async (name) => {
			await notifications.clear(name);
		},
		open: async (place) => {
			await tabs.create({ url: runtime.getURL(`popup.html#${place}`) });
		},
	});
};

/** The id of the window for decisions that was opened last, whether it is open or not; null when there was none. */
const attentionWindow = async (): Promise<number | null> => {
	const { attention } = await api().storage.session.get("attention");
	return windowIn(attention);
};

const granted = async () => {
	const { permissions } = api();
	// Chromium lists the sites of content scripts here too, which are no leave to fetch; asked one by one it is exact.
	const { origins = [] } = await permissions.getAll();
	const patterns: string[] = [];
	for (const pattern of origins)
		if (await permissions.contains({ origins: [pattern] }))
			patterns.push(pattern);
	return { tell: "granted", patterns } as const;
};

/** Syncs that the engine was asked for and has not finished. */
const openSyncs = () => {
	const syncing = new Map<string, () => void>();
	return {
		end: (id: string): void => syncing.get(id)?.(),
		endAll: (): void => {
			for (const done of syncing.values()) done();
		},
		run: async (
			tell: (message: {
				readonly tell: "nudge";
				readonly id: string;
			}) => Promise<unknown>,
		): Promise<void> => {
			const id = crypto.randomUUID();
			// Calls of the extension API keep this realm alive; that is what the browsers provide for long work.
			const alive = setInterval(() => {
				void api().runtime.getPlatformInfo();
			}, keepAliveMs);
			try {
				await tell({ tell: "nudge", id });
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
		},
	};
};

/** The alarm that wakes a sync stands from now on, whatever the browser loses. */
const keepAlarm = (): void => {
	const { runtime, alarms } = api();
	const setAlarm = async () => {
		const now = await alarms.get("sync");
		// One that a former release set may have another period.
		if (now?.periodInMinutes !== syncEveryMinutes)
			alarms.create("sync", { periodInMinutes: syncEveryMinutes });
	};
	runtime.onInstalled.addListener(() => void setAlarm());
	runtime.onStartup.addListener(() => void setAlarm());
	// Browsers may lose alarms, so each start of this realm looks after it.
	void setAlarm();
};

/** A screen's line to the signer. */
const joinKeys = (
	port: RuntimePort,
	seam: Seam,
	engine: ReturnType<typeof holdEngine>,
): void => {
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
};

/** @param seamOf makes the part that differs between the browsers; `gone` is for it to call when the engine dies. */
export const startBackground = (
	seamOf: (session: UnlockSession, gone: () => void) => Seam,
): void => {
	const { runtime, alarms, permissions, notifications, windows } = api();
	const self = { id: runtime.id, origin: runtime.getURL("").slice(0, -1) };
	const session = sessionOf();
	const attend = attentionOf();
	const alerts = alertsOf();
	const syncs = openSyncs();
	/** Open ports of callers; a dead engine closes them, and they come back. */
	const open = new Set<RuntimePort>();

	const gone = () => {
		engine.gone();
		syncs.endAll();
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
			if (message.tell === "alert")
				// A browser that shows none is no fault of ours; the engine says it again.
				alerts.tell({ ...message.alert, said: message.said }).catch(() => {});
			if (message.tell === "nudged") syncs.end(message.id);
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
			joinKeys(port, seam, engine);
			return;
		}
		carry(port, caller, () => engine.attach(caller));
	});

	alarms.onAlarm.addListener((alarm) => {
		if (alarm.name === "sync")
			void syncs.run((message) => engine.tell(message));
		if (alarm.name === "lock") void session.lockIfDue();
	});
	keepAlarm();

	windows.onRemoved.addListener((id) => {
		void attentionWindow().then(async (shown) => {
			if (shown === id) await engine.tell({ tell: "dismissed" });
		});
	});

	notifications.onClicked.addListener((name) => {
		if (name === "waiting") void toFront();
		else void alerts.clicked(name);
	});

	const regrant = async () => {
		await engine.tell(await granted());
	};
	permissions.onAdded.addListener(() => void regrant());
	permissions.onRemoved.addListener(() => void regrant());
};
