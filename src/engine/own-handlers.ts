// Keeps what a person wrote down for themselves: names for addresses of others, and where links lead.

import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import type { SettingsStore } from "./settings.ts";

type OwnUi = Pick<
	Handlers<typeof ui, undefined>,
	"contacts.set" | "explorer.choose" | "alerts.choose"
>;

export const ownHandlers = ({
	settings,
	changed,
}: {
	readonly settings: SettingsStore;
	readonly changed: () => void;
}): OwnUi => ({
	"contacts.set": async ({ contacts }) => {
		await settings.change((was) => ({ ...was, contacts }));
		changed();
		return undefined;
	},
	"explorer.choose": async ({ explorer }) => {
		await settings.change((was) => ({ ...was, explorer }));
		changed();
		return undefined;
	},
	"alerts.choose": async (alerts) => {
		await settings.change((was) => ({ ...was, alerts }));
		changed();
		return undefined;
	},
});
