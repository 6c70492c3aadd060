// The order of onboarding. Keys come before the checkpoint: accepting one is sealed by the signer under the password, so
// there has to be a vault; and the key is made before the first request leaves the device.

import type { WalletView } from "../../../src/protocol/views.ts";
import { say } from "../say/say.ts";

export const steps = [
	"network",
	"endpoints",
	"keys",
	"checkpoint",
	"done",
] as const;
export type OnboardingStep = (typeof steps)[number];

export const stepTitles = (): {
	readonly [step in OnboardingStep]: string;
} => ({
	network: say().setup.network,
	endpoints: say().setup.endpoints,
	keys: say().setup.key,
	checkpoint: say().setup.checkpoint,
	done: say().setup.ready,
});

export const isStep = (name: string): name is OnboardingStep =>
	steps.some((step) => step === name);

/** The first step that is still open, whichever of key and checkpoint the engine would name first. */
export const openStep = (
	view: Pick<WalletView, "setup" | "network">,
	hasVault: boolean,
): OnboardingStep => {
	// Ethereum where none is chosen; another one is a click away
	if (
		view.network === null ||
		view.setup === "network" ||
		view.setup === "endpoints"
	)
		return "endpoints";
	if (!hasVault) return "keys";
	return view.setup === "checkpoint" ? "checkpoint" : "done";
};
