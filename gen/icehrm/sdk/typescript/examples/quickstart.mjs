// Walks over the first records of the demo company.

import { ApiError, Client } from 'rosetta-icehrm';

const client = new Client({
  baseUrl: 'http://localhost:8080/icehrm/api/v1',
  token: 'demo-icehrm-admin',
});

try {
  for await (const item of client.employeeList().items()) {
    console.log(item);
  }
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.error(error.status, error.reason);
  process.exitCode = 1;
}
