// Keeps what a person wrote down for themselves: names for addresses of others, and where links lead.

import type { Handlers } from "../protocol/channel.ts";
import type { ui } from "../protocol/methods.ts";
import type { SettingsStore } from "./settings.ts";

type OwnUi = Pick<
	Handlers<typeof ui, undefined>,
	"contacts.set" | "explorer.choose"
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
});
