// Walks over the first records of the demo company.

import { ApiError, Client } from 'rosetta-workbeats';

const client = new Client({
  baseUrl: 'http://localhost:8080/workbeats/api',
  environment: 'staging',
  token: 'demo-workbeats-token',
});

try {
  console.log(await client.userList());
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(error.status, error.reason);
  process.exitCode = 1;
}
