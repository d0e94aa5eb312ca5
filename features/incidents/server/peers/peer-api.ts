import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuse } from '../../../../kernel/refusal.ts';
import type { Routes } from '../../../../desk/feature.ts';
import { Problem } from '../../../../portal/problem.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { readPeers } from './peer-file.ts';
import { readReceipt, readReport } from './report.ts';
import { openFrom } from './sign.ts';
import { takeReceipt, takeReport } from './take-reports.ts';

const Signed = z.strictObject({ body: z.string().max(100_000), note: z.string().max(2000) });
const RESPONSE = { 200: z.object({ report: z.string() }), '4xx': Problem, '5xx': Problem };

/** What installations tell each other. What is not signed by a peer that the operator has named answers like what does not exist. */
export const peerRoutes: Routes = (app, service) => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.post(
    '/api/v1/peer/reports',
    { schema: { summary: 'A report of an incident, signed by another installation', body: Signed, response: RESPONSE } },
    async (request, reply) => {
      const peer = await openFrom(service, 'report', readPeers(service.keys).peers, request.body);
      const report = peer && readReport(request.body.body);
      const took = peer && report ? await takeReport(service, peer, report) : 'nobody takes it';
      if (!report || took !== 'taken in') return sendRefusal(service, request, reply, refuse('not_found'));
      return reply.header('cache-control', 'no-store').send({ report: report.report });
    },
  );
  api.post(
    '/api/v1/peer/receipts',
    { schema: { summary: 'Another installation has taken a report of ours; signed by it', body: Signed, response: RESPONSE } },
    async (request, reply) => {
      const peer = await openFrom(service, 'receipt', readPeers(service.keys).peers, request.body);
      const receipt = peer && readReceipt(request.body.body);
      if (!peer || !receipt || !(await takeReceipt(service, peer, receipt)))
        return sendRefusal(service, request, reply, refuse('not_found'));
      return reply.header('cache-control', 'no-store').send({ report: receipt.report });
    },
  );
};
