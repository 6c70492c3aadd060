// A yes to a message, for a site or for a Safe. Where the key is on a device it says what that is to sign first, and nothing is decided
// before its signature is there.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import { useShared, useWork } from "../wallet.tsx";

export const useMessageYes = (id: string) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run, clear } = useWork();
	const [isGiven, setGiven] = useState(false);
	const [device, setDevice] = useState<DeviceRequest | null>(null);
	return {
		...{ busy, fault, run, clear, isGiven, device },
		/** Back from the hardware wallet: nothing is decided. */
		leaveDevice: () => {
			clear();
			setDevice(null);
		},
		yes: ({ request, shown }: MessageApproval, signature?: Hex) =>
			void run(async () => {
				const asked = await wallet.keys("message.decide", {
					...{ id, yes: true, request, shown },
					...(signature === undefined ? {} : { signature }),
				});
				if (asked !== null) {
					setDevice(asked.device);
					return;
				}
				setGiven(true);
				await refresh();
			}),
	};
};
