// Walks over the first records of the demo company.

import { ApiError, Client } from 'rosetta-whosoff';

const client = new Client({
  baseUrl: 'http://localhost:8080/whosoff',
  appId: 'demo-app',
  username: 'admin@demo.example',
  password: 'demo-password',
  clientSecret: 'demo-secret',
});

try {
  console.log(await client.userGetMyDetails());
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(error.status, error.reason);
  process.exitCode = 1;
}
