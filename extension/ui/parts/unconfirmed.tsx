// Whether the engine follows a network file that the person did not confirm to the signer, and the way to its screen.

import type { WalletView } from "../../../src/protocol/views.ts";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { type KeyStatus, useShared } from "../wallet.tsx";
import { Button, Section } from "./basic.tsx";

/** Does the engine follow a file that is not the one the person confirmed? False while nobody can say: it is sealed. */
export const isUnconfirmed = (
	{ network }: Pick<WalletView, "network">,
	{ networks }: Pick<KeyStatus, "networks">,
): boolean => {
	const followed = network?.file;
	if (followed === undefined || networks === undefined) return false;
	return networks.every(({ hash }) => hash !== followed);
};

/** The way to the screen below, on the first screen. */
export const UnconfirmedCard = () => {
	const { view, status } = useShared();
	if (!isUnconfirmed(view, status)) return null;
	return (
		<Section title={say().networkReview.confirmThisNetwork}>
			<div class="card">
				<p>
					<b>{view.network?.title}</b>{" "}
					{say().networkReview.comesFromAFileNothingIs}
				</p>
				<Button main onClick={() => go("network")}>
					{say().networkReview.lookAtTheFile}
				</Button>
			</div>
		</Section>
	);
};
