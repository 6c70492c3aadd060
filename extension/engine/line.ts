// What the engine says to the background: what waits for the person, and what is worth a notification.

import type { FromEngine } from "./control.ts";
import type { Alert } from "./door.ts";

/** More than hold at a time. */
const mostAlerts = 50;

/** Its words are no file of this package any more: there is nothing to say it with. */
const untold = (): void => {};

/** The line to the background, and what it has to hear again when it is a new one. */
export const openLine = () => {
	let control: MessagePort | undefined;
	/** What the engine said last; nothing yet when it has just begun. */
	let waiting: readonly string[] | undefined;
	/** What was said while no background may have heard it: said again to the next one, which knows what it has shown. */
	const alerts = new Map<string, Alert>();

	const tell = (message: FromEngine) => control?.postMessage(message);
	/** The words are loaded for the first one: a realm that has nothing to tell needs none. */
	const tellAlert = async (alert: Alert): Promise<void> => {
		const { alertInAll } = await import("../../src/words/alert.ts");
		tell({ tell: "alert", alert, said: alertInAll(alert) });
	};

	return {
		tell,
		waiting: (ids: readonly string[]) => {
			// that still nothing waits is no news
			if (ids.length === 0 && waiting?.length === 0) return;
			waiting = [...ids];
			tell({ tell: "waiting", ids });
		},
		alert: (alert: Alert) => {
			alerts.delete(alert.id);
			alerts.set(alert.id, alert);
			const [oldest] = alerts.keys();
			if (alerts.size > mostAlerts && oldest !== undefined)
				alerts.delete(oldest);
			tellAlert(alert).catch(untold);
		},
		/** From here on this is the line. */
		take: (port: MessagePort): void => {
			control?.close();
			control = port;
		},
		sayAgain: (): void => {
			tell({ tell: "stands" });
			if (waiting !== undefined) tell({ tell: "waiting", ids: waiting });
			for (const alert of alerts.values()) tellAlert(alert).catch(untold);
		},
	};
};
export type Line = ReturnType<typeof openLine>;
