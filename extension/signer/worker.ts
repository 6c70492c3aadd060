// The signer worker's script: the signer in its frame.

import { openSigner } from "../../src/signer/signer.ts";
import { startSigner } from "./start.ts";

startSigner(openSigner);
