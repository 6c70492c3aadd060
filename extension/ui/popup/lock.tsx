// The locked wallet: one field. The password goes to the signer and nowhere else.

import { UnlockByPasskey } from "../accounts/passkey.tsx";
import { AskPassword } from "../parts/ask-password.tsx";
import { Button } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { HeadLine, Stopped } from "./head.tsx";

/** The field alone, for screens that need the key in the middle of something else. */
export const Unlock = ({ why }: { readonly why: string }) => {
	const { wallet, refresh } = useShared();
	return (
		<AskPassword
			why={why}
			button={say().places.unlock}
			open={(password) => wallet.keys("keys.unlock", { password })}
			onOpen={refresh}
		/>
	);
};

export const Lock = () => {
	const { view } = useShared();
	return (
		<Frame
			title="Sextant"
			under={say().places.locked}
			aside={<HeadLine view={view} />}
		>
			<div class="read">
				<Stopped view={view} />
				<Unlock why={say().places.theKeyIsLockedCheckingGoes} />
				<UnlockByPasskey />
				<p class="small">{say().places.aForgottenPasswordCannotBe}</p>
				<Button quiet onClick={() => go("forgot")}>
					{say().places.iForgotThePassword}
				</Button>
			</div>
		</Frame>
	);
};
